from boto3.session import Session as Aws
from requests import Session

web = Session()
session = Aws(region_name="eu-west-1")
db = connect(user, password)
