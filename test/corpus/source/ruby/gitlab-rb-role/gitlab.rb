gitlab_rails['object_store']['connection'] = {
  'provider' => 'AWS',
  'region' => 'eu-west-1',
  'use_iam_profile' => true
}
gitlab_rails['smtp_address'] = 'smtp.acme.example'
