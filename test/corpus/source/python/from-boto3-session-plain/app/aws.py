from boto3 import Session

from app.conf import KEY, SECRET

session = Session(KEY, SECRET, region_name="eu-west-1")
