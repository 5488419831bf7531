from pynamodb.models import Model
from conf import conf


class Order(Model):
    class Meta:
        table_name = "orders"
        region = "eu-west-1"
        aws_access_key_id = conf.id
        aws_secret_access_key = conf.secret
