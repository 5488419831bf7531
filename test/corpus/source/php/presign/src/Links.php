<?php

const LIFE = '+7 days';

$request = $s3->createPresignedRequest($command, LIFE);
