import json
from airflow.models import Connection

conn = Connection(
    conn_id="lake",
    conn_type="aws",
    extra=json.dumps({
        "aws_access_key_id": "{{ var.value.lake_id }}",
        "aws_secret_access_key": "{{ var.value.lake_secret }}",
        "region_name": "eu-west-1",
    }),
)
