"""Other people's doors that several rooms go through: signing in, Microsoft Graph, HTTPS."""
