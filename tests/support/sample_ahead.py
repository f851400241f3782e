"""What lies ahead of the made-up network: one of each kind that a report tells apart."""

from __future__ import annotations

from datetime import date, time

from rapporteur.report.value import ahead as a
from rapporteur.report.value.registers import BodyRef
from tests.support.sample_registers import Text


def next_quarter(text: Text, code: str) -> a.NextQuarterData:
    """Return an annual meeting, an event of ours and one of others, meetings of bodies within it and after, calls."""
    board = BodyRef("board", text("Conseil des ports", "Board of Ports", "Consejo de los puertos"))
    annual = a.PlannedEventData(
        slug="port-days-2018",
        title=text("Journées des ports", "Days of the ports", "Jornadas de los puertos"),
        kind="CONFERENCE",
        month="2018-08",
        start=date(2018, 8, 19),
        end=date(2018, 8, 22),
        place=text("Rivage", "Shore", "Orilla"),
        theme=text("Des quais ouverts", "Open quays", "Muelles abiertos"),
        deliverables=(code,),
    )
    return a.NextQuarterData(
        start=date(2018, 7, 1),
        end=date(2018, 9, 30),
        annual_meeting=a.AnnualMeetingData(
            event=annual,
            edition=2018,
            host=text("Anse-Claire", "Clear Cove", "Cala Clara"),
            bids=(text("Delta", "Delta", "Delta"), text("Estuaire", "Estuary", "Estuario")),
            items=(text("Comptes de 2017", "Accounts of 2017", "Cuentas de 2017"),),
        ),
        events=(
            a.PlannedEventData(
                slug="reed-walk",
                title=text("Marche des roseaux", "Walk of the reeds", "Paseo de los juncos"),
                kind="CAMPAIGN",
                month="2018-09",
                online=True,
            ),
            a.PlannedEventData(
                slug="dike-fair",
                title=text("Foire des digues", "Fair of the dikes", "Feria de los diques"),
                kind="CONFERENCE",
                month="2018-07",
                start=date(2018, 7, 9),
                end=date(2018, 7, 9),
                place=text("Hauteville", "Highton", "Villalta"),
                ours=False,
                reason=text("On nous y attend.", "We are expected there.", "Allí nos esperan."),
            ),
        ),
        meetings=(
            a.PlannedMeetingData(
                slug="board-2018-08",
                body=board,
                start=date(2018, 8, 21),
                end=date(2018, 8, 21),
                place=text("Rivage", "Shore", "Orilla"),
            ),
            a.PlannedMeetingData(
                slug="board-2018-09", body=board, start=date(2018, 9, 12), end=date(2018, 9, 13), online=True
            ),
        ),
        deadlines=(
            a.DeadlineData(
                slug="quay-projects",
                name=text("Projets de quais", "Projects for quays", "Proyectos de muelles"),
                kind="PROJECTS",
                day=date(2018, 7, 31),
                time=time(17),
                zone="Europe/Madrid",
            ),
            a.DeadlineData(
                slug="quay-jury",
                name=text("Jury des quais", "Jury for quays", "Jurado de muelles"),
                kind="JURY",
                day=date(2018, 9, 1),
            ),
        ),
    )
