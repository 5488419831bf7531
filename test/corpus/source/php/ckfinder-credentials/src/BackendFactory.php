<?php
$clientConfig = [
    'credentials' => [
        'key' => $backendConfig['key'],
        'secret' => $backendConfig['secret'],
    ],
    'version' => $backendConfig['version'] ?? 'latest',
];
$client = new S3Client($clientConfig);
