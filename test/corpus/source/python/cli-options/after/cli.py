import boto3
import click


@click.command()
@click.option("--key", envvar="AWS_ACCESS_KEY_ID", default=None)
@click.option("--secret", envvar="AWS_SECRET_ACCESS_KEY", default=None)
def main(key, secret):
    boto3.client("s3")
