<?php
use Aws\S3\S3Client;

$conf = [
    'redis' => ['host' => '127.0.0.1'],
    's3' => [
        'version' => 'latest',
        'credentials' => ['key' => getenv('S3_ID'), 'secret' => getenv('S3_SECRET')],
    ],
];
$s3 = new S3Client($conf['s3']);
