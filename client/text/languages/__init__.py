"""Our sentences in other languages than English, by the English sentence.

french   français
russian  русский
"""
