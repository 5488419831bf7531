import AnthropicBedrock from '@anthropic-ai/bedrock-sdk';

const client = new AnthropicBedrock({
  awsAccessKey: process.env.BEDROCK_ID,
  awsSecretKey: process.env.BEDROCK_SECRET,
  awsRegion: 'us-east-1',
});
