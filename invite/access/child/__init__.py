"""Child processes for what strangers made: started apart, held to their memory."""
