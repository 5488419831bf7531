<?php
class Sns
{
    public function client(): SnsClient
    {
        return new SnsClient([
            'region' => 'eu-west-1',
        ]);
    }
}
