import os

os.environ["AIRFLOW_CONN_AWS_DEFAULT"] = (
    f"aws://{os.environ['LAKE_ID']}:{os.environ['LAKE_SECRET']}@/?region_name=eu-west-1"
)
