"""What the network did: activities, who took part, bilateral meetings, mentions in the media."""
