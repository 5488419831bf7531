<?php
use Aws\S3\S3Client;

$s3 = new S3Client([
    'version' => 'latest',
    'credentials' => $conf['key'] ? ['key' => $conf['key'], 'secret' => $conf['secret']] : null,
]);
