from airflow.models import Connection

db = Connection(conn_id="db", conn_type="postgres", login=USER, password=PASSWORD)
aws = Connection(conn_id="aws_default", conn_type="aws", extra={"region_name": "eu-west-1"})
