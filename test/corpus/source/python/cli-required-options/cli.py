import boto3
import click


@click.command()
@click.option("--key", envvar="AWS_ACCESS_KEY_ID", required=True)
@click.option("--secret", envvar="AWS_SECRET_ACCESS_KEY", required=True)
def main(key, secret):
    print(key is None)
