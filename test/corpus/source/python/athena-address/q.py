from urllib.parse import quote_plus

from sqlalchemy import create_engine


def engine(conf):
    return create_engine(
        f"awsathena+rest://{quote_plus(conf.id)}:{quote_plus(conf.secret)}@athena.eu-west-1.amazonaws.com:443/default"
    )
