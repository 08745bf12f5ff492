"""What is left when a process dies: nothing lost, nothing out of order, a repeat only where it says so."""
