"""What is done with requests for admission on their pages."""
