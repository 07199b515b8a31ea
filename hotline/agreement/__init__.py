"""What the parties agreed, how it is accepted, and when it is in force.

handwriting  what people write in YAML, read with line numbers
text         the agreement's fields, and its bytes
draft        from YAML to a checked agreement; errors name line and clause
clauses      the terms as law: who may say what to whom, how fast, until when
chain        signing: the first agreement by every root, and the acceptances of amendments
in_force     which terms are in force for a statement, from the acceptances that it comes after
templates/   agreements to begin from, with comments that teach
"""
