from aiobotocore.session import get_session

session = get_session()


async def send():
    async with session.create_client(
        "sqs",
        region_name="eu-west-1",
        aws_secret_access_key=SECRET,
        aws_access_key_id=KEY,
    ) as client:
        await client.list_queues()
