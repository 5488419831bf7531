from aiobotocore.session import get_session


async def send(conf):
    async with get_session().create_client(
        "sqs",
        region_name="eu-west-1",
        aws_access_key_id=conf.key,
        aws_secret_access_key=conf.secret,
    ) as client:
        await client.list_queues()
