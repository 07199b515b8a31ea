"""Procedures: what several parties do together, each as one table of transitions.

exchange  sealed estimates: filed, closed, released; who is in the pool, who is silent
pool      the pooled estimate, standardised and averaged exactly
"""
