"""The office at its full size: 2,500 members, 50,000 activities, the server that people use, a slow line."""
