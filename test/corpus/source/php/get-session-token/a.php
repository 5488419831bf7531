<?php
$result = $sts->getSessionToken(['DurationSeconds' => 900]);
