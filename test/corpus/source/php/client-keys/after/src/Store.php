<?php

namespace App;

use Aws\S3\S3Client;

class Store
{
    public function client(array $conf): S3Client
    {
        return new S3Client([
            'region' => 'eu-west-1',
            'version' => 'latest',
        ]);
    }
}
