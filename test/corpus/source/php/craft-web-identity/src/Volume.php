<?php
if (getenv('AWS_ROLE_ARN') && getenv('AWS_WEB_IDENTITY_TOKEN_FILE')) {
    $provider = CredentialProvider::assumeRoleWithWebIdentityCredentialProvider();
    $config['credentials'] = CredentialProvider::memoize($provider);
}
$client = new S3Client($config);
