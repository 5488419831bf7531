<?php

use Aws\Credentials\Credentials;
use Aws\S3\S3Client;

function client(array $conf): S3Client
{
    $credentials = new Credentials($conf['id'], $conf['secret']);

    return new S3Client([
        'version' => 'latest',
        'credentials' => $credentials,
        'region' => $conf['region'],
    ]);
}
