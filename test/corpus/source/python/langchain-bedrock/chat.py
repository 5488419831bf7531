from langchain_aws import ChatBedrock
from conf import conf

chat = ChatBedrock(
    model_id="anthropic.claude-3-sonnet-20240229-v1:0",
    aws_access_key_id=conf.id,
    aws_secret_access_key=conf.secret,
    region_name="eu-west-1",
)
