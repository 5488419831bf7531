<?php

use Aws\S3\S3Client;

function client(array $conf): S3Client
{
    return new S3Client([
        'version' => 'latest',
        'region' => $conf['region'],
    ]);
}
