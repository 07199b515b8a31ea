"""What the parties agreed, how it is accepted, and when it is in force.

handwriting  what people write in YAML, read with line numbers
text         the agreement's fields, and its bytes
draft        from YAML to a checked agreement; errors name line and clause
clauses      the terms as law: who may say what to whom, how fast, until when
chain        signing, acceptances of amendments, and which terms are in force
templates/   agreements to begin from, with comments that teach
"""
