"""The pages of the portal, a module for each part of the site."""
