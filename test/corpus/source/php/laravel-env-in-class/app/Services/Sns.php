<?php
class Sns
{
    public function client(): SnsClient
    {
        return new SnsClient([
            'region' => 'eu-west-1',
            'credentials' => [
                'key' => env('AWS_ACCESS_KEY_ID'),
                'secret' => env('AWS_SECRET_ACCESS_KEY'),
            ],
        ]);
    }
}
