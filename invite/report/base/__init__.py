"""What all pictures share: phrases, bars, tables, documents."""
