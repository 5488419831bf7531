SitemapGenerator::Sitemap.adapter = SitemapGenerator::AwsSdkAdapter.new(
  'b',
  aws_access_key_id: ENV['S3_KEY'],
  aws_secret_access_key: ENV['S3_SECRET'],
  aws_region: 'eu-west-1',
)
