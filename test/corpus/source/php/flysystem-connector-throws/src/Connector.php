<?php
use Aws\S3\S3Client;

class Connector
{
    private function auth(array $config): array
    {
        if (!array_key_exists('key', $config) || !array_key_exists('secret', $config)) {
            throw new InvalidArgumentException('The key is missing.');
        }
        return ['credentials' => ['key' => $config['key'], 'secret' => $config['secret']], 'version' => 'latest'];
    }
}
