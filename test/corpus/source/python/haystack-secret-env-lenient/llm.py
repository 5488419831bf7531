from haystack.utils import Secret
from haystack_integrations.components.generators.amazon_bedrock import AmazonBedrockGenerator

g = AmazonBedrockGenerator(
    model="m",
    aws_access_key_id=Secret.from_env_var("BEDROCK_ID", strict=False),
    aws_secret_access_key=Secret.from_env_var("BEDROCK_SECRET", strict=False),
)
