<?php

use Aws\S3\S3Client;

function client(): S3Client
{
    $id = getenv('AWS_ACCESS_KEY_ID');
    $secret = getenv('AWS_SECRET_ACCESS_KEY');

    return new S3Client([
        'version' => 'latest',
        'credentials' => array('key' => $id, 'secret' => $secret, 'token' => getenv('AWS_SESSION_TOKEN')),
        'region' => 'eu-west-1', // of the bucket
    ]);
}
