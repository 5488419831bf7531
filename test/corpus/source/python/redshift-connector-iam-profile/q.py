import redshift_connector

conn = redshift_connector.connect(iam=True, database="d", db_user="u", cluster_identifier="c", profile="prod")
