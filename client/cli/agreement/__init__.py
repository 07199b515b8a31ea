"""`hotline agreement`: from a template to the bytes that every party's root signs."""
