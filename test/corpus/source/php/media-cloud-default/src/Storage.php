<?php
use Aws\Credentials\CredentialProvider;
use Aws\S3\S3Client;

if ($this->settings->useCredentialProvider) {
    $config['credentials'] = CredentialProvider::defaultProvider();
} else {
    $config['credentials'] = [
        'key' => $this->settings->key,
        'secret' => $this->settings->secret,
    ];
}
