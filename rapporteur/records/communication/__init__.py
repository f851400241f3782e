"""What the network puts out itself (newsletters, films, sites, campaigns): where, and how many it reached."""
