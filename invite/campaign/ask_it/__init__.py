"""The letter to the IT department: what to allow, so that letters can leave."""
