<?php
use Aws\S3\S3Client;

$client = S3Client::factory(array(
    'key'    => $conf['id'],
    'secret' => $conf['secret'],
    'region' => 'eu-west-1',
));
