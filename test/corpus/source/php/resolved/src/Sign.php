<?php

class Sign
{
    public function scope(Aws\S3\S3Client $s3): string
    {
        $keys = $s3->getCredentials()->wait();
        return $keys->getAccessKeyId();
    }
}
