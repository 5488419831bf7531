import os
import mlflow
from conf import conf

os.environ["AWS_ACCESS_KEY_ID"] = conf["store"]["id"]
os.environ["AWS_SECRET_ACCESS_KEY"] = conf["store"]["secret"]
mlflow.set_tracking_uri(conf["tracking"])
