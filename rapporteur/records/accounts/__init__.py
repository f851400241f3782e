"""Who is invited to have an account, who acts for whom, and what a closed account leaves to others."""
