"""Public addresses: the language first, then the part of the site, called the same in every language."""

from django.urls import path, register_converter

from rapporteur.interfaces.portal.api import answers, lists
from rapporteur.interfaces.portal.pages import (
    activities,
    agenda,
    cards,
    certificates,
    embeds,
    home,
    maps,
    members,
    plan,
    programmes,
    publications,
    reports,
    search,
    theme,
    who,
)
from rapporteur.interfaces.portal.taking import calendar, feed, package, records, sitemap, tables


class LanguageConverter:
    """A language in an address: `fr`, `pt-br`."""

    regex = "[a-z]{2,3}(?:-[a-z0-9]{2,8})*"

    def to_python(self, value: str) -> str:
        """Return it as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it stands."""
        return value


class PeriodConverter(LanguageConverter):
    """A period in an address: `2018-Q2`, `2018-04-01_2018-05-31`."""

    regex = r"[0-9]{4}(?:-[QH][1-4])?|[0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{4}-[0-9]{2}-[0-9]{2}"


class NumberConverter(LanguageConverter):
    """A number in an address, no larger than any database has it."""

    regex = "[0-9]{1,4}"


register_converter(LanguageConverter, "language")
register_converter(NumberConverter, "number")
register_converter(PeriodConverter, "period")

urlpatterns = [
    path("", home.door, name="door"),
    path("theme.css", theme.style, name="theme"),
    path("world.svg", maps.world, name="world"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("photographs/<slug:slug>/<number:position>.jpg", activities.photo, name="photo"),
    path("oembed", embeds.oembed, name="oembed"),
    path("embed/<language:language>/<slug:what>/", embeds.embed, name="embed"),
    path("api/v1/openapi.json", lists.description, name="api"),
    path("api/v1/activities", lists.activities, name="api_activities"),
    path("api/v1/members", lists.members, name="api_members"),
    path("api/v1/plan", lists.plan, name="api_plan"),
    path("api/v1/agenda", lists.agenda, name="api_agenda"),
    path("api/v1/programmes", lists.programmes, name="api_programmes"),
    path("api/v1/publications", lists.publications, name="api_publications"),
    path("api/v1/editions", lists.editions, name="api_editions"),
    path("api/<path:rest>", answers.nothing_here, name="api_nothing"),
    path("<language:language>/", home.home, name="home"),
    path("<language:language>/card.png", cards.of_site, name="card"),
    path("<language:language>/<slug:part>/card.png", cards.of_part, name="card_of_part"),
    path("<language:language>/reports/<period:period>/card.png", cards.of_report, name="card_of_report"),
    path("<language:language>/activities/<slug:slug>/card.png", cards.of_activity, name="card_of_activity"),
    path("<language:language>/members/<slug:slug>/card.png", cards.of_member, name="card_of_member"),
    path("<language:language>/programmes/<slug:slug>/card.png", cards.of_programme, name="card_of_programme"),
    path("<language:language>/reports/", reports.reports, name="reports"),
    path("<language:language>/reports/<period:period>/", reports.report, name="report"),
    path("<language:language>/reports/<period:period>/<number:number>/read/", reports.read, name="edition"),
    path(
        "<language:language>/reports/<period:period>/<number:number>/package.zip",
        package.package,
        name="package",
    ),
    path(
        "<language:language>/reports/<period:period>/<number:number>/<str:name>",
        reports.document,
        name="file",
    ),
    path("<language:language>/activities/", activities.activities, name="activities"),
    path("<language:language>/activities/feed.atom", feed.atom, name="feed"),
    path("<language:language>/activities/calendar.ics", calendar.calendar, name="calendar"),
    path("<language:language>/activities/table.<str:form>", tables.activities, name="activities_table"),
    path("<language:language>/activities/<slug:slug>/", activities.activity, name="activity"),
    path("<language:language>/agenda/", agenda.agenda, name="agenda"),
    path("<language:language>/agenda/calendar.ics", agenda.calendar, name="agenda_calendar"),
    path("<language:language>/agenda/table.<str:form>", records.agenda, name="agenda_table"),
    path("<language:language>/plan/", plan.plan, name="plan"),
    path("<language:language>/plan/table.<str:form>", tables.plan, name="plan_table"),
    path("<language:language>/programmes/", programmes.all_programmes, name="programmes"),
    path("<language:language>/programmes/table.<str:form>", records.programmes, name="programmes_table"),
    path("<language:language>/programmes/<slug:slug>/", programmes.programme, name="programme"),
    path("<language:language>/publications/", publications.all_publications, name="publications"),
    path("<language:language>/publications/feed.atom", feed.publications, name="publications_feed"),
    path(
        "<language:language>/publications/table.<str:form>", records.publications, name="publications_table"
    ),
    path("<language:language>/publications/<slug:slug>/", publications.publication, name="publication"),
    path("<language:language>/members/", members.all_members, name="members"),
    path("<language:language>/members/table.<str:form>", tables.members, name="members_table"),
    path("<language:language>/members/<slug:slug>/", members.member, name="member"),
    path("<language:language>/who/", who.who, name="who"),
    path("<language:language>/certificates/", certificates.certificates, name="certificates"),
    path("<language:language>/search/", search.find, name="search"),
    path("<period:period>/<language:language>/", reports.newest_page, name="newest_page"),
    path("<period:period>/files/<str:name>", reports.newest_document, name="newest_document"),
]
