import json
import os

os.environ["AIRFLOW_CONN_AWS_DEFAULT"] = json.dumps(
    {"conn_type": "aws", "login": KEY, "password": SECRET, "extra": {"region_name": "eu-west-1"}}
)
