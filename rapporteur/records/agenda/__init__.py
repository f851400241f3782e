"""What is planned: events of the network and of others until they happen or are cancelled; annual meetings."""
